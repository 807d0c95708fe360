// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bill/billreading.h>

#include <QFile>
#include <QTemporaryDir>

#include <zlib.h>

/// Small bills in a folder that goes away, and what became of them.
namespace sm::test {

using costs::Ledger;

/// gzip of \p bytes, one member.
inline QByteArray gzipped(const QByteArray &bytes)
{
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(bytes.size()))) + 32, '\0');
    QByteArray input = bytes;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

class BillFolder
{
public:
    QString write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the folder of the test is full");
        return path;
    }
    QString path() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

inline Result<Ledger> read(const QByteArray &bytes, const costs::bill::BillOptions &options = {})
{
    const BillFolder folder;
    return costs::bill::readBill({folder.write(QStringLiteral("bill.csv"), bytes)}, options, {}, {});
}

/// What is said about it; "" when it can be read.
inline QString complaint(const QByteArray &bytes)
{
    const Result<Ledger> ledger = read(bytes);
    return ledger ? QString() : ledger.error().message();
}

inline QString valueOf(const Ledger &ledger, const QString &dimension, std::size_t row)
{
    const costs::LedgerDimension *found = ledger.dimension(dimension);
    return found ? QString::fromUtf8(found->values.at(found->codes.at(row))) : QStringLiteral("(no dimension)");
}

inline QString amountOf(const Ledger &ledger, CostMetric metric, std::size_t row = 0)
{
    const std::vector<Int128> *mantissas = ledger.mantissas(metric);
    return mantissas ? Decimal::fromScaled(mantissas->at(row), ledger.decimals).toString() : QStringLiteral("(none)");
}

/// All of a ledger, a line for each charge.
inline QString textOf(const Ledger &ledger)
{
    QString text = ledger.currency + u' ' + ledger.bills.join(u',') + u' ' + QString::number(ledger.decimals) + u'\n';
    for (std::size_t row = 0; row < ledger.rows(); ++row) {
        text += QString::number(ledger.days[row]);
        for (const costs::LedgerDimension &dimension : ledger.dimensions)
            text += u'|' + dimension.name + u'=' + valueOf(ledger, dimension.name, row);
        for (const costs::LedgerMetric &metric : ledger.metrics)
            text += u'|' + amountOf(ledger, metric.metric, row);
        text += u'\n';
    }
    for (const qint32 day : ledger.estimatedDays)
        text += u' ' + QString::number(day);
    return text + u'\n' + ledger.note;
}

} // namespace sm::test
