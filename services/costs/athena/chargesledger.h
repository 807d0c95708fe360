// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "athenaservice.h"

#include <costs/ledgerbuilder.h>

namespace sm::athena {

/// Makes a ledger of the result of the template "daily-charges", page by page.
class ChargesLedger
{
public:
    /// Kept once something was wrong: the pages after it are not read.
    /// \error Kind::BadReply columns are missing, or a row has no day or no amount; names the row
    /// \error Kind::Invalid  (code "Currencies") rows of several currencies
    Result<void> add(const ResultPage &page);

    /// \param title  "Athena, cur_database.cur_table"
    /// \param asOf   when the query ended, UTC
    /// \error as add(); Kind::BadReply amounts that can not be
    Result<costs::Ledger> take(const QString &title, const QDateTime &asOf);

private:
    Result<void> begin(const QStringList &columns);
    Result<void> addRow(const QStringList &row);

    std::unique_ptr<costs::LedgerBuilder> m_builder;
    QList<qsizetype> m_dimensions; ///< their columns
    QList<qsizetype> m_metrics;
    qsizetype m_day = -1;
    qsizetype m_currency = -1;
    QString m_usedCurrency;
    qint64 m_row = 0;
    std::optional<Error> m_failure;
};

} // namespace sm::athena
