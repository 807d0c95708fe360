// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledgerhead.h"

#include <QHash>

namespace sm::costs {

/// Writes the charges of a ledger as rows of cost_charges, in the text form of PostgreSQL's COPY. Amounts have every
/// digit. A byte that the server can not keep in a text (NUL) becomes U+FFFD.
class ChargeWriter
{
public:
    /// \p ledger outlives it.
    ChargeWriter(const Ledger &ledger, const QByteArray &delivery);

    static QStringList columns();
    /// The next rows, about a megabyte of them; empty: that was all.
    QByteArray next();

private:
    using Texts = std::vector<QByteArray>; ///< of a dictionary

    void append(QByteArray &rows, std::size_t row) const;
    void appendOthers(QByteArray &rows, std::size_t row) const;

    const Ledger &m_ledger;
    QByteArray m_delivery;
    std::size_t m_row = 0;
    std::vector<Texts> m_texts; ///< of each dimension
    std::vector<int> m_dimensions; ///< of each column its dimension; -1: the ledger has none
    std::vector<int> m_others; ///< dimensions without a column of their own
    std::vector<const std::vector<Int128> *> m_metrics; ///< of each column; nullptr: the ledger has none
};

/// Reads them back, from pieces of any size.
class ChargeReader
{
public:
    explicit ChargeReader(const LedgerHead &head);

    /// What is to be copied out for it.
    static QString query(const LedgerHead &head, const QString &delivery);
    /// \return false: this is not what ChargeWriter has written
    bool take(const QByteArray &piece);
    /// nullptr: rows are missing, or too many.
    std::shared_ptr<const Ledger> ledger();

private:
    bool takeRow(QByteArrayView row);
    void takeValue(std::size_t dimension, QByteArrayView text);
    bool takeAmount(std::size_t metric, QByteArrayView text);

    LedgerHead m_head;
    std::shared_ptr<Ledger> m_ledger;
    QByteArray m_rest; ///< the beginning of a row
    std::vector<QHash<QByteArray, quint32>> m_codes;
};

} // namespace sm::costs
