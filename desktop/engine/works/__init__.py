"""The writer's earlier works, kept on this machine so that suggestions know their words and phrases."""
