"""Pages of papers that go out: before they do, as anybody reads them, and as the area's own people see them."""
