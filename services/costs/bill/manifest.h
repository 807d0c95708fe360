// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QStringList>

namespace sm::costs::bill {

/// \p files, with each manifest in place of which stand the parts that it names. A manifest is a JSON object, whatever
/// its name.
///
/// Parts (`reportKeys` of CUR, `dataFiles` of Data Exports) are looked for below the manifest's folder: where the key
/// says, seen from any folder of the key on, else by the file's name alone. Never outside of that folder.
///
/// \error Kind::Invalid no files, a manifest that is no JSON, names no parts, or parts that are Parquet
/// \error Kind::Storage a part is not there, or a manifest can not be read
Result<QStringList> withPartsOfManifests(const QStringList &files);

} // namespace sm::costs::bill
