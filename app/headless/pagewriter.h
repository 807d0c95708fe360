// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>
#include <core/jmespath.h>

#include <functional>
#include <optional>

namespace sm::app {

/// Writes the pages of a list as one JSON document while they come, so that memory does not grow with their number.
///
/// The elements of the operation's main list are written as they arrive; what else the pages hold (a second list, a
/// count) is joined and written at the end. Tokens are left out. With a query, lists that it selects from each page
/// are joined to one list, other values are written one a line.
class PageWriter
{
public:
    using Sink = std::function<void(const QByteArray &)>;

    /// \p pagination may be null: then there is one page.
    PageWriter(const aws::Pagination *pagination, std::optional<jmespath::Expression> query, Sink sink);

    /// \error as jmespath::Expression::search()
    Result<void> add(const QJsonObject &page);
    void finish();

private:
    void addSelected(const QJsonValue &selected);
    void writeElements(const QJsonArray &elements);
    void keepRest(QJsonObject page);

    std::optional<jmespath::Expression> m_query;
    Sink m_sink;
    QString m_mainList; ///< a plain top-level name; empty: pages are written one a line
    QStringList m_tokens;
    QJsonObject m_rest;
    bool m_open = false; ///< the main list has begun
    bool m_first = true;
};

} // namespace sm::app
