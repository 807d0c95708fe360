// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QMap>

namespace sm::http {

/// Path and query of a URL, encoded, with the values put in.
/// \error as Url::of()
Result<QByteArray> fillTarget(const QString &pattern, const QMap<QString, QString> &values);

} // namespace sm::http
