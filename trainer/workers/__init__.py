"""Several machines that train together: how they meet, and average what they have learned."""
