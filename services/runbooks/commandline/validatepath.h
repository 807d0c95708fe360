// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>

namespace sm::commandline {

/// aws::validate() writes paths as "Users[0].Name" where a JSON Pointer is "/Users/0/Name".
///
/// Whether what it says of \p path may only be so because the place \p pointer is still open: it is that
/// place, or one around it that the model knows.
bool isOpenAt(const aws::Operation &operation, const QString &path, const QString &pointer);

/// The member that the last step of such a path was most likely meant to be; empty: it is one, or nothing is near.
QString nearestMember(const aws::Operation &operation, const QString &path);

/// The member of the input that such a path begins with.
QString memberIn(const QString &path);

} // namespace sm::commandline
