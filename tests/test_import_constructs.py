"""The small sites of other generators hold every construct that real ones were seen to have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.old_site import FOLDER, GENERATORS, ODD

pytestmark = pytest.mark.pure

_POSTS = "source/_posts/"
_SCOPE = "注意力 机制(上) & 下"

CONSTRUCTS: dict[str, dict[str, tuple[str, str]]] = {
    "hexo-next": {
        # keys
        "title": ("adam.md", "title: Adam 为何"),
        "date without zone": ("adam.md", "date: 2019-03-04 10:20:30\n"),
        "zone of the site": ("/_config.yml", "timezone: Asia/Shanghai"),
        "updated": ("adam.md", "updated: "),
        "mathjax": ("adam.md", "mathjax: true"),
        "toc": ("adam.md", "toc: true"),
        "top": ("adam.md", "top: 5"),
        "sticky": ("attention.md", "sticky: 100"),
        "copyright": ("adam.md", "copyright: true"),
        "reward": ("adam.md", "reward: true"),
        "thumbnail": ("adam.md", "thumbnail: /"),
        "author": ("adam.md", "author: 何青"),
        "typora keys": ("adam.md", "typora-root-url: "),
        "comments": ("own-permalink.md", "comments: false"),
        "html": ("attention.md", "html: true"),
        "description": ("attention.md", "description: "),
        "abstract": ("attention.md", "abstract: "),
        "cover": ("attention.md", "cover: /"),
        "img": ("attention.md", "img: /"),
        "empty password": ("attention.md", 'password: ""'),
        "password": ("secret.md", "password: swordfish"),
        "abbrlink": ("attention.md", "abbrlink: 4a17b156"),
        "permalink": ("own-permalink.md", "permalink: essays/own.html"),
        "permalink that is a whole number": ("int-permalink.md", "permalink: 2048"),
        "lang": ("attention.md", "lang: en"),
        "published": ("unpublished.md", "published: false"),
        "misspelt draft": ("misspelt.md", "draft: ture"),
        "draft": ("/source/_drafts/half.md", "Half a thought"),
        "foreign key": ("colon.md", "mood: fine"),
        # tags and categories
        "list of tags": ("adam.md", "tags:\n  - 优化\n  - Adam"),
        "no tags": (f"{_SCOPE}.md", "tags:\n"),
        "tags as text": ("attention.md", "tags: transformers"),
        "hierarchy of categories": ("adam.md", "categories: [优化, 随机优化]"),
        "several hierarchies": (f"{_SCOPE}.md", "- [模型, 注意力]\n  - [笔记, 2020]"),
        "categories as text": ("attention.md", "categories: Models"),
        "whole number among categories": ("2019/rivers.md", "- 2019\n"),
        "whole number among tags": ("2019/rivers.md", "[河流, 2019]"),
        "map of categories": ("/_config.yml", "优化: optimisation"),
        # dates
        "impossible date": ("rolled-over.md", "date: 2023-02-29"),
        "short date": ("short-date.md", "date: 2020-1-2"),
        "date in the file's name": ("2018-05-06-undated.md", "title: No date at all"),
        "no date anywhere": ("colon.md", "title: Nothing"),
        # front matter
        "tabs in front matter": ("tabs.md", "tags:\n\t- tabs\n"),
        "no opening fence": ("no-fence.md", "title: Without an opening line\n"),
        "JSON before ;;;": ("json.md", '"title": "Front matter in JSON"'),
        "unquoted colon": ("colon.md", "title: Nothing: says when"),
        "duplicate keys": ("duplicate-keys.md", "tags: [first]\ntags: [second]"),
        "unclosed front matter": ("unclosed.md", "title: Never closed"),
        # excerpts
        "marker": ("adam.md", "\n<!-- more -->\n"),
        "marker without spaces": ("attention.md", "\n<!--more-->\n"),
        "second marker, in capitals": ("attention.md", "\n<!-- MORE -->\n"),
        "marker on the metadata line": ("marker-on-line.md", "> Authors: Ana Silva <!-- more -->"),
        "marker with nothing before it": ("marker-first.md", "---\n<!-- more -->"),
        "marker in code": ("marker-in-code.md", "`<!-- more -->`"),
        "excerpt": ("2019/rivers.md", "excerpt: 这一句"),
        # tag plugins
        "asset_img": ("adam.md", "{% asset_img fig.png 损失曲线 %}"),
        "asset_img with class and size": ("adam.md", "{% asset_img class-one fig.png 300 200"),
        "post_link": ("adam.md", "{% post_link attention %}"),
        "post_link with a title": ("adam.md", "{% post_link 2019/rivers '河流 与 山' %}"),
        "raw": ("adam.md", "{% raw %}\n<div"),
        "note": ("adam.md", "{% note info %}"),
        "note with a title": ("adam.md", "{% note warning 小心 %}"),
        "ref": ("adam.md", "{% ref kingma %}"),
        "lang_content": ("both.md", "{% lang_content zh %}"),
        "tag in code": ("adam.md", "`{% asset_img x.png %}`"),
        "code block of Hexo": ("pictures.md", "{% codeblock lang:python %}"),
        "centred quotation": ("pictures.md", "{% cq %}"),
        "video": ("pictures.md", "{% youtube "),
        "unknown tag": ("pictures.md", "{% unknown one two %}"),
        # pictures
        "picture of another host": ("pictures.md", "](https://pictures.example.net/a.png)"),
        "picture in a folder": ("attention.md", "](attention/heads.png)"),
        "bare name in the asset folder": ("adam.md", "](fig.png)"),
        "absolute picture": ("attention.md", "](/images/logo.png)"),
        "absolute picture below the root": ("attention.md", "](/blog/images/logo.png)"),
        "picture with ./": ("attention.md", "](./attention/heads.png)"),
        "path on a Windows disk": ("pictures.md", "](C:\\Users\\he\\Desktop\\desk.png)"),
        "percent-encoded asset folder": (f"{_SCOPE}.md", "](%E6%B3%A8"),
        "<img>": ("pictures.md", '<img src="/images/logo.png"'),
        "missing picture": ("pictures.md", "](nowhere.png)"),
        # text
        "math in dollars": ("adam.md", "$\\eta / \\sqrt{v}$"),
        "displayed math": ("adam.md", "\n$$\nm_t"),
        "displayed math in a line": ("adam.md", "有人写 $$v_t$$"),
        "math in \\(": ("adam.md", "或者 \\(g_t\\)"),
        "math in \\\\(": ("adam.md", "\\\\(g_t^2\\\\)"),
        "[toc]": ("adam.md", "\n[toc]\n"),
        "GitHub alert": ("adam.md", "> [!TIP]"),
        "no heading of rank one": ("attention.md", "Every query"),
        "several headings of rank one": ("2019/rivers.md", "# 二 解法"),
        "the same heading twice": ("2019/rivers.md", "## 2.1 方法\n\n同名"),
        "#more in a link": ("adam.md", "/#more)"),
        "anchor in a link": ("adam.md", "/#2-1-方法)"),
        "broken link": ("pictures.md", "](/blog/2001/01/01/gone/)"),
        "list below a paragraph": ("attention.md", "paragraph:\n- queries"),
        "list in a list by two spaces": ("attention.md", "- keys\n  - projected"),
        "hashtag at the start of a line": ("attention.md", "\n#hashtag"),
        "Jinja as prose": ("adam.md", "花括号 {{ user.name }}"),
        "script": ("pictures.md", "<script>"),
        "frame": ("pictures.md", "<iframe "),
        "table": ("2019/rivers.md", "| --- | --- |"),
        # files
        "name in Chinese with spaces, brackets and &": (f"{_SCOPE}.md", "title: "),
        "names that collide": ("two words.md", "title: Spaces"),
        "names that collide, the other": ("two-words.md", "title: Hyphens"),
        "folder of posts": ("2019/rivers.md", "title: 河流"),
        "empty file": ("empty.md", ""),
        "GBK": ("gbk.md", ""),
        "BOM": ("bom.md", "\ufeff---"),
        "CRLF": ("crlf.md", "---\r\n"),
        "226 KB": ("long.md", "Paragraph 449 "),
        "name that Windows has not": ("what?.md", "title: "),
        "name of a device": ("con.md", "title: "),
        "page": ("/source/about/index.md", "关于"),
        "list page of the theme": ("/source/tags/index.md", "type: tags"),
        "static file": ("/source/CNAME", "he.example.org"),
        "template of posts": ("/scaffolds/post.md", "{{ title }}"),
        # the site
        "permalink pattern": ("/_config.yml", "permalink: :year/:month/:day/:title/"),
        "feed": ("/_config.yml", "path: atom.xml"),
        "author of the site": ("/_config.yml", "author: 何青"),
        "menu": ("/_config.next.yml", "about: /about/ || fa fa-user"),
        "license": ("/_config.next.yml", "license: by-nc-sa"),
        "languages": ("/_config.yml", "- zh-CN\n  - en"),
    },
    "hugo-papermod": {
        "TOML": ("/content/posts/lichen.en.md", '+++\ntitle = "'),
        "YAML": ("/content/posts/moss.md", "---\ntitle: "),
        "JSON": ("/content/posts/json.md", '{"title"'),
        "pair of bundles": ("/content/posts/bundle/index.zh.md", "title: 一束根"),
        "pair by suffixes": ("/content/posts/lichen.zh.md", 'title = "石上的地衣"'),
        "pair by key": ("/content/posts/taixian.zh.md", "translationKey: moss"),
        "figure": ("/content/posts/lichen.en.md", "{{< figure "),
        "katex": ("/content/posts/lichen.en.md", "{{< katex >}}"),
        "ref": ("/content/posts/lichen.en.md", '{{< ref "moss.md" >}}'),
        "relref in %": ("/content/posts/lichen.en.md", "{{% relref "),
        "highlight": ("/content/posts/lichen.en.md", "{{< highlight go "),
        "shortcode of the site": ("/content/posts/lichen.en.md", "{{< own "),
        "shortcode as prose": ("/content/posts/lichen.en.md", "{{</* figure */>}}"),
        "video": ("/content/posts/lichen.en.md", "{{< youtube "),
        "GitHub alert": ("/content/posts/lichen.en.md", "> [!WARNING]"),
        "emoji": ("/content/posts/lichen.en.md", ":seedling:"),
        "anchor of its own": ("/content/posts/lichen.en.md", "{#how}"),
        "attributes of a block": ("/content/posts/lichen.en.md", '{class="wide"}'),
        "options of a fence": ("/content/posts/lichen.en.md", "```go {linenos=true"),
        "math in \\( and \\[": ("/content/posts/moss.md", "\\[\na^2"),
        "no title": ("/content/posts/untitled.md", "---\ndate: 2021-08-09\n---"),
        "date in the folder's name": ("/content/posts/2022-01-02-in-folder/index.md", "title"),
        "url": ("/content/posts/taixian.zh.md", "url: /zh/tai-xian/"),
        "slug": ("/content/posts/moss.md", "slug: shade-moss"),
        "aliases": ("/content/posts/lichen.en.md", 'aliases = ["/old/lichen/"'),
        "permalinks": ("/hugo.toml", 'posts = "/:year/:month/:slug/"'),
        "menu": ("/hugo.toml", "[[menu.main]]"),
        "section's page": ("/content/posts/_index.md", "title: Posts"),
        "expired": ("/content/posts/expired.md", "expiryDate: "),
        "in no list": ("/content/posts/unlisted.md", "list: never"),
        "archetype": ("/archetypes/default.md", "{{ .Name }}"),
    },
    "jekyll": {
        "date in the file's name": ("/_posts/2018-02-03-proteins.md", "title: "),
        "pair by slug, lang and address": ("/_posts/2019-04-05-cells-en.md", "zh_url: /zh/"),
        "pair, the other": ("/_posts/2019-04-05-cells-zh.md", "en_url: /en/"),
        "tags as text": ("/_posts/2018-02-03-proteins.md", "tags: proteins folding"),
        "kramdown attributes": ("/_posts/2018-02-03-proteins.md", "{: .lead #funnel }"),
        "kramdown contents": ("/_posts/2018-02-03-proteins.md", "* TOC\n{:toc}"),
        "Liquid in prose": ("/_posts/2018-02-03-proteins.md", "{{ page.title }} prints"),
        "raw": ("/_posts/2018-02-03-proteins.md", "{% raw %}"),
        "highlight": ("/_posts/2018-02-03-proteins.md", "{% highlight python"),
        "post_url": ("/_posts/2018-02-03-proteins.md", "{% post_url "),
        "link": ("/_posts/2018-02-03-proteins.md", "{% link "),
        "include": ("/_posts/2018-02-03-proteins.md", "{% include figure.liquid"),
        "relative_url": ("/_posts/2018-02-03-proteins.md", "| relative_url }}"),
        "baseurl": ("/_posts/2018-02-03-proteins.md", "({{ site.baseurl }}/assets"),
        "redirect_from": ("/_posts/2018-02-03-proteins.md", "redirect_from:"),
        "categories in the address": ("/_config.yml", "permalink: /:categories/:year"),
        "defaults": ("/_config.yml", "values: {layout: post"),
        "date with a zone": ("/_posts/2019-04-05-cells-en.md", "22:00:00 -0300"),
        "published": ("/_posts/2017-01-01-no-more.md", "published: false"),
        "date to come": ("/_posts/2099-01-01-future.md", "A future"),
        "draft": ("/_drafts/lab.md", "A draft"),
        "bibliography": ("/_bibliography/papers.bib", "@article{fold"),
        "separator of excerpts": ("/_config.yml", "excerpt_separator: <!--more-->"),
    },
    "material-blog": {
        "date": ("/docs/blog/posts/first.md", "date: 2023-01-02\n"),
        "created and updated": ("/docs/blog/posts/2023/second.md", "created: 2023-02-03 18:30"),
        "authors' file": ("/docs/blog/.authors.yml", "avatar: "),
        "categories": ("/docs/blog/posts/first.md", "categories: [Books]"),
        "links": ("/docs/blog/posts/first.md", "links:\n"),
        "pin": ("/docs/blog/posts/first.md", "pin: true"),
        "draft": ("/docs/blog/posts/draft.md", "draft: true"),
        "readtime": ("/docs/blog/posts/first.md", "readtime: 5"),
        "slug": ("/docs/blog/posts/first.md", "slug: the-first"),
        "slug and date that differ in a pair": ("/docs/blog/posts/2023/di-er-ci.md", "slug: 第二"),
        "slug of the title": ("/docs/blog/posts/2023/second.md", "# The second: evening"),
        "format of addresses": ("/mkdocs.yml", 'post_url_format: "{date}/{slug}"'),
        "admonition": ("/docs/blog/posts/first.md", "!!! note"),
        "folded admonition": ("/docs/blog/posts/first.md", "??? tip"),
        "tabs": ("/docs/blog/posts/first.md", '=== "Tea"'),
        "attributes": ("/docs/blog/posts/first.md", '{ width="300" }'),
        "menu": ("/mkdocs.yml", "- About: about.md"),
    },
    "folders": {
        "pair by folder": ("/zh/birds.md", "# 鸟"),
        "language folders with unrelated names": ("/zh/jing.md", "# 鲸会唱歌"),
        "hand-written header": ("/en/whales.md", "**arXiv**: 1706.03762"),
        "note in a README": ("/llama/README.md", "date: 2023-05-06"),
        "text below a note in a README": ("/llama/resources/paper.md", "# The dump"),
        "date in the file's name": ("/2023-02-03-log.md", "# 2023-02-03"),
        "date in the folder's name": ("/2022-01-02-in-folder/index.md", "A folder"),
        "Zola's tables": ("/zola.md", "[taxonomies]\ntags"),
        "Zola's pair": ("/zola.zh.md", 'title = "像 Zola 那样"'),
        "links between files": ("/links.md", "](en/whales.md#whales-sing)"),
        "link to a PDF": ("/links.md", "](img/paper.pdf)"),
        "no front matter": ("/en/birds.md", "# Birds"),
        "GB18030": ("/gb.md", ""),
    },
    "vault": {
        "wikilink": ("/papers/Adam.md", "[[Momentum]]"),
        "wikilink to a heading": ("/papers/Adam.md", "[[Momentum#Nesterov|the other]]"),
        "embedded picture": ("/papers/Adam.md", "![[figure one.png|200]]"),
        "embedded note": ("/papers/Adam.md", "![[Momentum]]"),
        "aliases that are names": ("/papers/Adam.md", "aliases: [Adam optimiser]"),
        "nested tag": ("/papers/Adam.md", "optimisation/first-order"),
        "tag in the text": ("/papers/Adam.md", "a #tag in"),
        "comment": ("/papers/Adam.md", "%% A comment"),
        "mark": ("/papers/Adam.md", "==marked=="),
        "id of a block": ("/papers/Adam.md", "^block-id"),
        "folded callout": ("/papers/Adam.md", "> [!quote]- Folded"),
        "tasks": ("/papers/Adam.md", "- [ ] to do"),
        "settings of the program": ("/.obsidian/app.json", "{}"),
        "date as a name": ("/2022-06-07.md", "日记"),
    },
    "mkdocs-i18n": {
        "default zh with .en.md": ("/docs/notes/shan.en.md", "# Mountains"),
        "page in the other language only": ("/docs/notes/only.en.md", "# Only here"),
        "menu": ("/mkdocs.yml", "nav:\n  - index.md"),
    },
}
"""Where each construct is: a file of the site, one of Hexo's posts if no slash is before it, and a
part of its text."""


def content(site: str, path: str) -> bytes:
    path = path[1:] if path.startswith("/") else f"{_POSTS}{path}"
    return ODD.get(site, {}).get(path) or Path(FOLDER, site, path).read_bytes()


def test_every_site_is_looked_at() -> None:
    assert set(CONSTRUCTS) == set(GENERATORS) == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize(
    ("site", "construct"),
    [(site, construct) for site, constructs in CONSTRUCTS.items() for construct in constructs],
)
def test_a_construct_is_in_a_site(site: str, construct: str) -> None:
    path, text = CONSTRUCTS[site][construct]
    assert text.encode() in content(site, path)


def test_odd_files_are_odd() -> None:
    hexo = ODD["hexo-next"]
    with pytest.raises(UnicodeDecodeError):
        hexo["source/_posts/gbk.md"].decode()
    assert len(hexo["source/_posts/long.md"]) > 226_000
    assert b"\n" not in hexo["source/_posts/crlf.md"].replace(b"\r\n", b"")
