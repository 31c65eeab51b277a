"""From the text as read to paragraphs, blocks, sentences and morphemes."""
