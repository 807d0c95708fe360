// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3location.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

Result<S3Location> s3Location(const QString &address)
{
    static const QRegularExpression form(u"^s3[an]?://([A-Za-z0-9._-]{3,255})(?:/(.*))?$"_s);
    const QRegularExpressionMatch match = form.match(address);
    if (!match.hasMatch()) {
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate(
                "sm::athena::S3Location", "“%1” is no address in S3. Look at the table in Glue.")
                .arg(address.left(300)))
            .withCode(u"Location"_s);
    }
    S3Location location{match.captured(1), match.captured(2)};
    if (!location.prefix.isEmpty() && !location.prefix.endsWith(u'/'))
        location.prefix.append(u'/');
    return location;
}

} // namespace sm::athena
