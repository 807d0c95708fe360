// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::store {

/// What a capture is known by: its content.
struct CaptureId
{
    QString sha256; ///< of the plain content, 64 hexadecimal digits
    qint64 bytes = 0; ///< of the plain content

    friend bool operator==(const CaptureId &, const CaptureId &) = default;
};

} // namespace sm::store
