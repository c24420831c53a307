"""Speed and memory beside their limits, as ratios to a floor or a rival in the same run."""
