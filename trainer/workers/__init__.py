"""Training on several machines at once: how they meet, agree, and average what they have learned."""
