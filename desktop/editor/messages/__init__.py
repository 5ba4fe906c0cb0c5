"""What the desk says and asks: sentences in the writer's language, bars above the page, dialogs."""
