// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>

#include <QDate>
#include <QString>

/// Amounts, percentages and days in words, as every screen of costs writes them.
namespace sm::charts {

/// "$1,184.20", "−€0.40", "12.00 CHF": two decimals, more for what would else be zero. An unknown currency or unit
/// stands behind.
QString moneyText(const Decimal &amount, const QString &currency);
/// The same of an estimate.
QString moneyText(double amount, const QString &currency);
/// Like moneyText() with a sign: "+$48.10".
QString signedMoneyText(const Decimal &amount, const QString &currency);
/// Every digit: "$61.2001287". Nothing when moneyText() has them all.
QString exactText(const Decimal &amount, const QString &currency);

/// "$300", "$1.5M": for ticks that are \p step apart.
QString tickText(double amount, double step, const QString &currency);

/// "33.0 %", of 0.33. "–" when it is no number.
QString shareText(double share);
/// "+6.8 %", "−0.4 %"; "new" from nothing, "no change".
QString changeText(double now, double before);

/// "3 Nov 2026"; with its weekday "Tue, 3 Nov 2026".
QString dayText(const QDate &day, bool weekday = false);
QString monthText(const QDate &month); ///< "Nov 2026"

} // namespace sm::charts
