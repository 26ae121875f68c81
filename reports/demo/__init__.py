"""The demonstration: two regions told as what people did, each deed at its moment, through the same services as anybody's."""
