// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::CostStore", text); }

bool isSameForm(LedgerKind a, LedgerKind b)
{
    const auto isCur = [](LedgerKind kind) { return kind == LedgerKind::CurLegacy || kind == LedgerKind::Cur2; };
    return a == b || (isCur(a) && isCur(b));
}

bool sharesBills(const LedgerInfo &a, const LedgerInfo &b)
{
    return std::any_of(a.bills.begin(), a.bills.end(), [&b](const QString &bill) { return b.bills.contains(bill); });
}

Error known(const LedgerInfo &added, const LedgerInfo &there)
{
    return Error(Error::Kind::Conflict,
        tr("“%1” bills what “%2” has billed (%3). Replace it, or keep both when each is a part of the bill.")
            .arg(added.title, there.title, there.bills.join(u", "_s)))
        .withCode(u"BillKnown"_s);
}

Error partlyKnown(const QString &reason) { return Error(Error::Kind::Conflict, reason).withCode(u"BillPartlyKnown"_s); }

Error otherBills(const LedgerInfo &added, const LedgerInfo &there, const QStringList &others)
{
    return partlyKnown(tr("“%1” can not take the place of “%2”, which also has the bills %3: they would be lost. Open "
                          "a file that has all of them, or forget these costs first.")
            .arg(added.title, there.title, others.join(u", "_s)));
}

Error fewerCharges(const LedgerInfo &added, const QStringList &titles, qint64 rows)
{
    return partlyKnown(tr("“%1” has %2 charges and would take the place of %3 in %4: it seems to be a part of the "
                          "bill. Add it as a part, open all parts, or forget these costs first.")
            .arg(added.title)
            .arg(added.rows)
            .arg(rows)
            .arg(titles.join(u", "_s)));
}

/// \p there, all of which have bills of \p added and no others.
Result<QList<qsizetype>> covered(
    const LedgerInfo &added, const QList<LedgerInfo> &there, const QList<qsizetype> &overlapping)
{
    qint64 rows = 0;
    QStringList titles;
    QList<qsizetype> namesakes;
    for (const qsizetype i : overlapping) {
        rows += there.at(i).rows;
        titles << u"“%1”"_s.arg(there.at(i).title);
        if (there.at(i).title == added.title)
            namesakes << i;
    }
    if (added.rows >= rows)
        return overlapping;
    if (namesakes.size() == 1)
        return namesakes;
    return fewerCharges(added, titles, rows);
}

} // namespace

Result<QList<qsizetype>> replacedBy(const LedgerInfo &added, const QList<LedgerInfo> &there, KnownBill whenKnown)
{
    QList<qsizetype> overlapping;
    for (qsizetype i = 0; i < there.size(); ++i) {
        if (isSameForm(added.kind, there.at(i).kind) && sharesBills(added, there.at(i)))
            overlapping << i;
    }
    if (overlapping.isEmpty() || whenKnown == KnownBill::AddPart)
        return QList<qsizetype>();
    if (whenKnown == KnownBill::Refuse)
        return known(added, there.at(overlapping.constFirst()));
    for (const qsizetype i : std::as_const(overlapping)) {
        QStringList others = there.at(i).bills;
        others.removeIf([&added](const QString &bill) { return added.bills.contains(bill); });
        if (!others.isEmpty())
            return otherBills(added, there.at(i), others);
    }
    return covered(added, there, overlapping);
}

} // namespace sm::costs
