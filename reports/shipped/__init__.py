"""The templates that come with the tracker, as data: one TOML file each, named by its key. An area takes one over and makes it its own."""

from reports.shipped.reading import ShippedTemplate, shipped_keys, shipped_template

__all__ = ["ShippedTemplate", "shipped_keys", "shipped_template"]
