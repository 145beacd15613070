// What a page is better with. Everything works without it.
