// SPDX-License-Identifier: GPL-3.0-or-later
#include "inlinetext.h"

#include "mojibake.h"

#include <cmark.h>

#include <QRegularExpression>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace sm::markdown {

namespace {

struct FreeIterator
{
    void operator()(cmark_iter *iterator) const { cmark_iter_free(iterator); }
};

class InlineReader
{
public:
    explicit InlineReader(int line)
        : m_line(line)
    {
    }

    InlineText read(cmark_node *parent)
    {
        const std::unique_ptr<cmark_iter, FreeIterator> nodes(cmark_iter_new(parent));
        for (cmark_event_type event = cmark_iter_next(nodes.get()); event != CMARK_EVENT_DONE;
            event = cmark_iter_next(nodes.get())) {
            cmark_node *node = cmark_iter_get_node(nodes.get());
            if (event == CMARK_EVENT_ENTER)
                enter(node);
            else if (node == m_strong)
                leaveStrong();
        }
        takeTask();
        takeLabel();
        return {repaired(m_label), repaired(m_text).trimmed(), m_spans, m_isTask};
    }

private:
    void enter(cmark_node *node)
    {
        const cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_STRONG && m_strong == nullptr) {
            takeTask();
            if (m_text.trimmed().isEmpty())
                m_strong = node;
        } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
            m_text += u'\n';
            ++m_line;
        } else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE) {
            const QString literal = QString::fromUtf8(cmark_node_get_literal(node));
            m_text += literal;
            if (type == CMARK_NODE_CODE)
                m_spans.append({literal, m_line});
        }
    }

    /// CommonMark has no checklists: "[ ]" comes as text.
    void takeTask()
    {
        static const QRegularExpression mark(u"^\\[[ xX]\\]($|\\s)"_s);
        const QRegularExpressionMatch match = mark.match(m_text);
        if (!match.hasMatch() || m_strong != nullptr)
            return;
        m_isTask = true;
        m_text.remove(0, match.capturedLength());
    }

    void leaveStrong()
    {
        m_label = m_text.trimmed();
        m_textAfterLabel = m_text.size();
    }

    /// Bold words at the start are a label when a colon ends or follows them, or when nothing follows.
    void takeLabel()
    {
        const QString after = m_text.mid(m_textAfterLabel).trimmed();
        if (m_label.endsWith(u':') || after.startsWith(u':') || (!m_label.isEmpty() && after.isEmpty())) {
            m_text.remove(0, m_textAfterLabel);
            if (m_label.endsWith(u':'))
                m_label.chop(1);
            else if (after.startsWith(u':'))
                m_text.remove(0, m_text.indexOf(u':') + 1);
        } else {
            m_label.clear();
        }
    }

    int m_line;
    cmark_node *m_strong = nullptr;
    QString m_label;
    qsizetype m_textAfterLabel = 0;
    QString m_text;
    QList<CodeSpan> m_spans;
    bool m_isTask = false;
};

} // namespace

InlineText readInlines(cmark_node *parent, int line) { return InlineReader(line).read(parent); }

} // namespace sm::markdown
