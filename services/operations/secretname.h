// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>

namespace sm::operations {

/// A name for a secret that is kept in \p member, or is called so: "TemporaryPassword" becomes "TEMPORARY_PASSWORD",
/// which any shell takes for a variable's. It is none of \p taken, and is put into them.
QString uniqueSecretName(const QString &member, QSet<QString> &taken);

} // namespace sm::operations
