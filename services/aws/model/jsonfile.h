// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonObject>

namespace sm::aws {

/// The path that is there: \p path itself, or with ".gz"; empty when neither is.
QString existingFile(const QString &path);

/// Reads a JSON object; a path that ends in ".gz" is unpacked first.
/// \error Kind::Invalid  the file can not be read, is damaged, larger than 256 MiB, or not a JSON object
Result<QJsonObject> readJsonFile(const QString &path);

} // namespace sm::aws
