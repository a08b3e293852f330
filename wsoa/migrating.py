"""A migration's operation that makes many tables at once.

Before each operation Django makes every model that is related to the new one anew, from the history of migrations.
With two hundred tables that name each other, making one after another took most of a minute; made together they
take seconds, and so does every database that a test begins with.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState, StateApps
from django.db.models import Model


class CreateModels(Operation):
    """Make these models, each complete in itself; a model stands after those that it names."""

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = list(models)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models to the state, which forgets what it has made of them so far."""
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables."""
        for model in self._migrated(app_label, schema_editor, to_state.apps):
            schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last first."""
        for model in reversed(self._migrated(app_label, schema_editor, from_state.apps)):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        """What `migrate --plan` says."""
        return f"Create {len(self.models)} models"

    def _migrated(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, apps: StateApps
    ) -> list[type[Model]]:
        found = (apps.get_model(app_label, model.name) for model in self.models)
        alias = schema_editor.connection.alias
        return [model for model in found if self.allow_migrate_model(alias, model)]
