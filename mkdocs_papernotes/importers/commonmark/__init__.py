"""The blocks of a Markdown text as CommonMark sees them: lists, quotes, code, headings.

The way of `lib/blocks.js` in commonmark/commonmark.js is followed, which
https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy describes. Beside CommonMark there
are footnotes, and the boxes of Python-Markdown (`!!! note`), which converters write.

`parsing` takes the lines, `starts` says what begins in one, and `blocks` has what comes out.
"""
