"""The writer's texts on disk: read in any common encoding, saved, locked, with backups."""
