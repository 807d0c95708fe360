// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagewriter.h"

#include <core/json.h>

#include <QJsonArray>

namespace sm::app {

namespace {

bool isPlainName(const QString &path)
{
    return !path.isEmpty()
        && std::all_of(path.begin(), path.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
}

} // namespace

PageWriter::PageWriter(const aws::Pagination *pagination, std::optional<jmespath::Expression> query, Sink sink)
    : m_query(std::move(query))
    , m_sink(std::move(sink))
{
    if (!pagination)
        return;
    const QString main = pagination->resultKeys.value(0);
    m_mainList = isPlainName(main) ? main : QString();
    m_tokens = pagination->outputTokens + QStringList{pagination->moreResults};
}

Result<void> PageWriter::add(const QJsonObject &page)
{
    if (m_query) {
        const Result<QJsonValue> selected = m_query->search(page);
        if (!selected)
            return selected.error();
        addSelected(*selected);
    } else if (m_mainList.isEmpty()) {
        m_sink(toCompactJson(page) + '\n');
    } else {
        if (!std::exchange(m_open, true))
            m_sink("{\"" + m_mainList.toUtf8() + "\": [");
        writeElements(page.value(m_mainList).toArray());
        keepRest(page);
    }
    return ok();
}

void PageWriter::addSelected(const QJsonValue &selected)
{
    if (!selected.isArray()) {
        m_sink(toCompactJson(selected) + '\n');
        return;
    }
    if (!std::exchange(m_open, true))
        m_sink("[");
    writeElements(selected.toArray());
}

void PageWriter::writeElements(const QJsonArray &elements)
{
    QByteArray text;
    for (const QJsonValue element : elements) {
        text += std::exchange(m_first, false) ? "\n" : ",\n";
        text += toCompactJson(element);
    }
    m_sink(text);
}

/// Lists of later pages are appended; of anything else the first page's value stays.
void PageWriter::keepRest(QJsonObject page)
{
    page.remove(m_mainList);
    for (const QString &token : m_tokens)
        page.remove(token);
    for (auto member = page.begin(); member != page.end(); ++member) {
        if (member->isArray() && m_rest.contains(member.key())) {
            QJsonArray joined = m_rest.value(member.key()).toArray();
            const QJsonArray elements = member->toArray();
            for (const QJsonValue element : elements)
                joined.append(element);
            m_rest.insert(member.key(), joined);
        } else if (!m_rest.contains(member.key())) {
            m_rest.insert(member.key(), *member);
        }
    }
}

void PageWriter::finish()
{
    if (!m_open)
        return;
    if (m_query) {
        m_sink("\n]\n");
        return;
    }
    const QByteArray rest = toCompactJson(m_rest);
    m_sink(m_rest.isEmpty() ? QByteArray("\n]}\n") : "\n],\n" + rest.mid(1) + '\n');
}

} // namespace sm::app
