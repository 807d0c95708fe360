// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader.h"

#include "inlinetext.h"
#include "mojibake.h"

#include <cmark.h>

#include <QCoreApplication>
#include <QRegularExpression>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace sm::markdown {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::markdown::Reader", text); }

struct Free
{
    void operator()(cmark_node *node) const { cmark_node_free(node); }
    void operator()(cmark_iter *iterator) const { cmark_iter_free(iterator); }
};

bool isContainer(cmark_node_type type) { return type == CMARK_NODE_LIST || type == CMARK_NODE_BLOCK_QUOTE; }

/// The line, from 1, on which more than maximumDepth quotes and list items begin; 0: none. A parser's time grows with
/// the depth of what it reads, so this looks before it is asked.
int tooDeepLine(const QStringList &lines)
{
    for (qsizetype i = 0; i < lines.size(); ++i) {
        int opened = 0;
        for (const QChar character : lines.at(i)) {
            if (character == u'>' || character == u'-' || character == u'*' || character == u'+')
                ++opened;
            else if (!character.isSpace())
                break;
        }
        // A rule ("-----") and a line of "**" are no containers: what opens one is followed by a blank.
        if (opened > maximumDepth && lines.at(i).trimmed().contains(u' '))
            return static_cast<int>(i) + 1;
    }
    return 0;
}

class Reader
{
public:
    explicit Reader(Document &document)
        : m_document(document)
    {
    }

    Result<void> read(cmark_node *root)
    {
        const std::unique_ptr<cmark_iter, Free> nodes(cmark_iter_new(root));
        for (cmark_event_type event = cmark_iter_next(nodes.get()); event != CMARK_EVENT_DONE;
            event = cmark_iter_next(nodes.get())) {
            cmark_node *node = cmark_iter_get_node(nodes.get());
            if (event == CMARK_EVENT_ENTER)
                enter(node, nodes.get());
            else
                leave(cmark_node_get_type(node));
            if (m_containers > maximumDepth)
                return Error(Error::Kind::Invalid,
                    tr("%1:%2: lists and quotes are nested deeper than %3. Flatten them.")
                        .arg(m_document.fileName)
                        .arg(cmark_node_get_start_line(node))
                        .arg(maximumDepth));
        }
        return ok();
    }

private:
    void enter(cmark_node *node, cmark_iter *nodes)
    {
        const cmark_node_type type = cmark_node_get_type(node);
        if (isContainer(type))
            ++m_containers;
        if (type == CMARK_NODE_LIST)
            m_numbers.append(cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                    ? std::max(cmark_node_get_list_start(node), 1)
                    : 0);
        else if (type == CMARK_NODE_ITEM)
            addItem(node);
        else if (type == CMARK_NODE_CODE_BLOCK)
            addCode(node);
        else if (type == CMARK_NODE_HTML_BLOCK)
            add(Block::Kind::Html, node).text = QString::fromUtf8(cmark_node_get_literal(node));
        else if (type == CMARK_NODE_HEADING || type == CMARK_NODE_PARAGRAPH)
            addText(node, type, nodes);
    }

    void leave(cmark_node_type type)
    {
        if (isContainer(type))
            --m_containers;
        if (type == CMARK_NODE_LIST)
            m_numbers.removeLast();
    }

    Block &add(Block::Kind kind, cmark_node *node)
    {
        Block block;
        block.kind = kind;
        block.line = cmark_node_get_start_line(node);
        block.lastLine = std::max(cmark_node_get_end_line(node), block.line);
        block.depth = static_cast<int>(m_numbers.size());
        m_document.blocks.append(block);
        return m_document.blocks.last();
    }

    void addItem(cmark_node *node)
    {
        Block &item = add(Block::Kind::Item, node);
        item.lastLine = item.line; // what is inside comes as blocks of its own
        item.number = m_numbers.last();
        if (m_numbers.last() > 0)
            ++m_numbers.last();
    }

    void addCode(cmark_node *node)
    {
        Block &code = add(Block::Kind::Code, node);
        code.info = QString::fromUtf8(cmark_node_get_fence_info(node)).trimmed();
        code.text = QString::fromUtf8(cmark_node_get_literal(node));
        const QString first = m_document.source.lines.value(code.line - 1);
        const bool isFenced = first.contains("```"_L1) || first.contains("~~~"_L1);
        code.textLine = isFenced ? code.line + 1 : code.line;
    }

    void addText(cmark_node *node, cmark_node_type type, cmark_iter *nodes)
    {
        const bool isHeading = type == CMARK_NODE_HEADING;
        const int line = cmark_node_get_start_line(node);
        const InlineText inlines = readInlines(node, line);
        Block &block = isHeading || !isFirstOfItem(node) ? add(Block::Kind::Paragraph, node) : m_document.blocks.last();
        block.lastLine = std::max(cmark_node_get_end_line(node), line);
        block.label = isHeading ? QString() : inlines.label;
        block.text = isHeading && !inlines.label.isEmpty() ? inlines.label + inlines.text : inlines.text;
        block.spans = inlines.spans;
        block.isTask = inlines.isTask && block.kind == Block::Kind::Item;
        if (isHeading) {
            block.kind = Block::Kind::Heading;
            block.level = cmark_node_get_heading_level(node);
        } else {
            refine(block);
        }
        cmark_iter_reset(nodes, node, CMARK_EVENT_EXIT); // its inlines are read
    }

    bool isFirstOfItem(cmark_node *node) const
    {
        return cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM && cmark_node_previous(node) == nullptr;
    }

    /// CommonMark has no tables: they come as plain text.
    void refine(Block &block) const
    {
        static const QRegularExpression ruler(u"^\\s*\\|?\\s*:?-+:?\\s*(\\|\\s*:?-+:?\\s*)+\\|?\\s*$"_s);
        const QStringList &lines = m_document.source.lines;
        if (block.kind == Block::Kind::Paragraph && block.lastLine > block.line
            && ruler.match(lines.value(block.line)).hasMatch()) {
            block.kind = Block::Kind::Table;
            block.text = repaired(lines.mid(block.line - 1, block.lastLine - block.line + 1).join(u'\n'));
        }
    }

    Document &m_document;
    QList<int> m_numbers; ///< of the lists we are in: number of the next item, 0 for bullets
    int m_containers = 0;
};

} // namespace

Result<Document> read(const QString &fileName, const QByteArray &bytes)
{
    Result<SourceText> source = readSource(fileName, bytes);
    if (!source)
        return source.error();
    Document document{fileName, bytes, std::move(*source), {}};
    if (const int line = tooDeepLine(document.source.lines))
        return Error(Error::Kind::Invalid,
            tr("%1:%2: lists and quotes are nested deeper than %3. Flatten them.")
                .arg(fileName)
                .arg(line)
                .arg(maximumDepth));
    const QByteArray utf8 = document.source.utf8();
    const std::unique_ptr<cmark_node, Free> root(
        cmark_parse_document(utf8.constData(), static_cast<size_t>(utf8.size()), CMARK_OPT_DEFAULT));
    const Result<void> done = Reader(document).read(root.get());
    if (!done)
        return done.error();
    return document;
}

} // namespace sm::markdown
