"""Stories in the files of other programs: read, and written as books or manuscripts. No Qt, no model."""
