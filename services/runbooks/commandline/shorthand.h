// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace sm::commandline {

/// What a word of the AWS CLI's shorthand syntax means: "Name=x,Values=a,b" is {"Name": "x", "Values": ["a", "b"]}.
/// All scalars are texts; what type they are is the model's affair.
struct Shorthand
{
    QJsonObject value;
    QMap<QString, QString> files; ///< key@=file://name, by JSON Pointer into value; there the text is empty
    QString error; ///< empty: it was read
    qsizetype errorAt = 0; ///< index into the text
};

/// Reads shorthand as the AWS CLI's parser does (its "Using shorthand syntax" guide): keys and values parted by commas,
/// lists as a,b or [a,b], nested {k=v}, quotes of both kinds, "\," for a comma.
Shorthand readShorthand(const QString &text);

} // namespace sm::commandline
