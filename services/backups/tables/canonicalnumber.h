// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace sm::backups {

/// \p number of DynamoDB (38 digits, 1E-130 to 1E+126) in the one form that numbers of the same value share: digits
/// without zeros at either end, and an exponent of ten. What is no number is given back as it is.
QByteArray canonicalNumber(QByteArrayView number);

} // namespace sm::backups
