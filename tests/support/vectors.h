// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>

namespace sm::test {

/// The folder of the public conformance suites: STATIONMASTER_VECTORS, else ../shared/data, both seen from the
/// project's root. It need not be there; then the conformance tests skip.
inline QString vectorsFolder()
{
    const QString chosen = qEnvironmentVariable("STATIONMASTER_VECTORS");
    return QDir(QStringLiteral(SM_SOURCE_DIR))
        .absoluteFilePath(chosen.isEmpty() ? QStringLiteral("../shared/data") : chosen);
}

} // namespace sm::test
