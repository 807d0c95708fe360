// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace sm::runbooks {

/// The one of \p known that \p given was probably meant to be: at most a third of its letters are other, more, fewer
/// or swapped. Empty: none is near.
QString nearestName(const QString &given, const QStringList &known);

/// "; did you mean “title”?", or "; known are …" where none is near and there are not too many to say.
QString suggestion(const QString &given, const QStringList &known);

} // namespace sm::runbooks
