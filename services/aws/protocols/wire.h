// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timestamp.h"

#include <aws/servicemodel.h>

#include <QJsonObject>

namespace sm::aws {

// What a reference to a shape and the shape itself say together about the wire; the reference wins.

bool isFlattened(const Member &member);
const XmlNamespace *xmlNamespaceOf(const Member &member);
/// \p standard is what the protocol and the place say where the model says nothing.
TimestampFormat timestampFormatOf(const Member &member, TimestampFormat standard);
/// The member's name on the wire, without a copy.
QStringView nameOnWire(const Member &member);
/// Whether \p member is read from and written to the body.
bool isInBody(const Member &member);
/// The member that is the body of an operation whose input or output is \p root; nullptr for none.
const Member *payloadOf(const Member &root);
/// The shape as a reference without anything of its own, for what has no reference: documents and their roots.
Member referenceTo(const Shape &shape);

/// What the two halves of a map's entry are called.
QString keyNameOf(const Shape &map);
QString valueNameOf(const Shape &map);
/// What the elements of a flattened list are called, \p name being the list's own name: the element's name replaces
/// it, unless the reference to the list has a name of its own. AWS services use the one, Smithy says the other.
QString flattenedName(const Member &list, const QString &name);

/// Neither absent nor null.
bool isPresent(const QJsonValue &value);
void insertAll(QJsonObject &into, const QJsonObject &members);

/// Structures, lists and maps.
bool isAggregate(const Shape &shape);

/// \p value, a scalar in the form of protocol.h, as text of a header, a label, a query or an XML element.
/// \error Kind::Invalid a timestamp that the format can not hold
Result<QString> toWireText(const Member &member, const QJsonValue &value, TimestampFormat standard);

/// The reverse. Undefined when \p text is empty and the type has no empty value.
/// \error Kind::BadReply \p text is not of the member's type
Result<QJsonValue> fromWireText(const Member &member, QStringView text, TimestampFormat standard);

/// A timestamp of an answer in the form of protocol.h: \p expected is tried first, then the other formats, since
/// services do not keep to their models. An instant that has no date of four digits stays a number.
/// \error Kind::BadReply none of the formats
Result<QJsonValue> timestampFromWire(QStringView text, TimestampFormat expected);

/// \p value in the wire format \p format.
/// \error Kind::Invalid
Result<QString> timestampToWire(const QJsonValue &value, TimestampFormat format);

/// Kind::BadReply that names what came, shortened, instead of \p expected. The text of a sensitive shape is left out.
Error unexpected(const Member &member, QStringView text, const QString &expected);

} // namespace sm::aws
