// SPDX-License-Identifier: GPL-3.0-or-later
#include "webpage.h"

namespace sm::aws {

bool isWebPage(const QByteArray &body)
{
    const QByteArray start = body.left(200).trimmed().toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html");
}

} // namespace sm::aws
