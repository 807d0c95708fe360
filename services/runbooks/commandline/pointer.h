// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::commandline {

/// "/name", one step of a JSON Pointer (RFC 6901).
inline QString pointerStep(QString name)
{
    using namespace Qt::Literals::StringLiterals;
    return u'/' + name.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

} // namespace sm::commandline
