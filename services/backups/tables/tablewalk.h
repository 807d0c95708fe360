// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "itempage.h"
#include "pace.h"
#include "tablefacts.h"

namespace sm::backups {

/// What is read of a table.
struct Part
{
    int segment = 0;
    int segments = 1; ///< DynamoDB divides a table by the hashes of the keys
    int pageItems = 0; ///< 0: a megabyte a page, or less where the pace is slow
    bool countsOnly = false; ///< nothing of the items comes over the line
};

/// Reads a table page by page with Scan, no faster than its pace allows, and hands each page on. Reads are eventually
/// consistent, which costs half.
class TableWalk
{
public:
    /// Takes a page, and says whether the walk goes on.
    using Take = std::function<bool(const std::vector<ItemDigest> &items, qint64 count)>;

    /// All outlive it.
    TableWalk(aws::Caller &caller, Pace &pace, TableFacts facts);

    const TableFacts &facts() const { return m_facts; }

    /// \error as aws::Caller::read(); Kind::BadReply as ItemPage::read(), or a page's token came twice
    QCoro::Task<Result<void>> run(Part part, ItemChoice choice, Take take, CancelToken token);

private:
    QJsonObject input(const Part &part) const;

    aws::Caller &m_caller;
    Pace &m_pace;
    TableFacts m_facts;
};

} // namespace sm::backups
