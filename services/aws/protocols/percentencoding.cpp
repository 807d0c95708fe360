// SPDX-License-Identifier: GPL-3.0-or-later
#include "percentencoding.h"

#include <QString>

namespace sm::aws {

QByteArray percentEncoded(QStringView text, bool keepSlash)
{
    // QByteArray's own set of unreserved characters is that of RFC 3986: letters, digits and "-._~".
    return text.toUtf8().toPercentEncoding(keepSlash ? "/" : "");
}

} // namespace sm::aws
