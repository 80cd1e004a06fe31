"""Templates that people have made here: kept beside Specify's own resources, with every version they ever had."""
