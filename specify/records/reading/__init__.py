"""What a person sent becomes values: texts, days, coordinates, records that were named, and whether they fit."""
