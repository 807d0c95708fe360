// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::backups {

/// Why \p name, an object's, can not be the name of a file below a folder, a sentence; empty: it can. What is refused
/// could leave the folder, or would be another name, or none, on some computer.
QString whyNoFileName(const QString &name);

/// The same for names that some file system takes for one: those that differ in case or in how accents are written.
QString foldedFileName(const QString &name);

} // namespace sm::backups
