"""A model that goes on learning from the writer's own works: what the trainer is asked, step by step."""
