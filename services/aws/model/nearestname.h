// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace sm::aws {

/// The one of \p names that \p wanted was most likely meant to be; empty when none is near (more than a third of its
/// letters would have to change and neither begins with the other).
QString nearestName(const QString &wanted, const QStringList &names);

} // namespace sm::aws
