"""Programs that check the product, or a plugin, against given cases."""
