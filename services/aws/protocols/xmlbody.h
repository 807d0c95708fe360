// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

#include <QJsonObject>

class QXmlStreamReader;

namespace sm::aws {

/// \p value as an element named \p rootName. Of \p member's own members only those that travel in the body.
/// \error Kind::Invalid a timestamp that the format can not hold, or a character that XML can not
Result<QByteArray> toXmlBody(const Member &member, const QJsonValue &value, const QString &rootName);

/// Reads the element at which \p reader stands, to its end, as \p member. Names compare without namespace prefix;
/// unknown elements are skipped; members that are not in the body are left out.
/// \error Kind::BadReply not well-formed, a document type, nested more than 100 deep, or a value of the wrong type
Result<QJsonValue> fromXmlElement(const Member &member, QXmlStreamReader &reader);

/// Moves \p reader, which is at the start of an answer, to the outermost element.
/// \error Kind::BadReply there is none, or a document type stands before it: no AWS service sends one, and entities
///                       are how small documents become large
Result<void> enterXmlDocument(QXmlStreamReader &reader);

/// \p name without namespace prefix. Prefixes are taken off here and not by the reader, which would refuse an answer
/// with one that nobody declared.
QStringView localName(QStringView name);

/// Kind::BadReply with the place where reading stopped.
Error xmlError(const QXmlStreamReader &reader);

} // namespace sm::aws
