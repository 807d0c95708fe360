// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <bill/billreading.h>

#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace sm::costs;

/// What came of it, in words: the message, or all charges. Of damaged gzip data it depends on the block which damage is
/// seen first.
QString outcome(const QString &file, std::size_t blockBytes, int threads, bool isPacked)
{
    const sm::Result<Ledger> ledger = bill::BillReading({file}, {}, {blockBytes, threads}, {}, {}).run();
    if (!ledger)
        return isPacked ? QStringLiteral("damaged") : ledger.error().message();
    QString text = ledger->note + ledger->bills.join(u',') + ledger->currency + QString::number(ledger->decimals);
    for (std::size_t row = 0; row < ledger->rows(); ++row) {
        text += u'\n' + QString::number(ledger->days[row]);
        for (const LedgerDimension &dimension : ledger->dimensions)
            text += u'|' + QString::fromUtf8(dimension.values.at(dimension.codes.at(row)));
        for (const LedgerMetric &metric : ledger->metrics)
            text += u'|'
                + sm::Decimal::fromScaled(ledger->mantissas(metric.metric)->at(row), ledger->decimals).toString();
    }
    return text;
}

} // namespace

/// A bill of any kind. However it is cut into blocks, and by however many threads it is read, the outcome is the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const int file = ::memfd_create("bill", MFD_CLOEXEC);
    if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size))
        std::abort();
    const QString path = QStringLiteral("/proc/self/fd/%1").arg(file);
    const bool isPacked = size > 1 && data[0] == 0x1f && data[1] == 0x8b;
    const QString whole = outcome(path, bill::BlockReader::BlockBytes, 1, isPacked);
    if (outcome(path, 61, 2, isPacked) != whole)
        __builtin_trap();
    ::close(file);
    return 0;
}
