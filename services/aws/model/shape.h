// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace sm::aws {

struct Shape;

/// How a timestamp is written on the wire.
enum class TimestampFormat { Default, Iso8601, Rfc822, UnixTimestamp };

struct XmlNamespace
{
    QString prefix;
    QString uri;
};

/// One member of a structure, the elements of a list ("member"), or the key or value of a map ("key", "value"): a shape
/// and how it is written on the wire. What the reference does not say is taken from the shape it refers to.
struct Member
{
    enum class Location { Body, Uri, QueryString, Header, Headers, StatusCode };

    QString name;
    const Shape *shape = nullptr;
    Location location = Location::Body;
    QString locationName; ///< empty: the member's own name
    QString queryName; ///< ec2 only
    QString payload; ///< of an operation's input or output: its member that is the body (REST); empty: none
    std::optional<XmlNamespace> xmlNamespace;
    TimestampFormat timestampFormat = TimestampFormat::Default;
    bool xmlAttribute = false;
    bool flattened = false;
    bool streaming = false;
    bool idempotencyToken = false;
    bool hostLabel = false;
    bool jsonValue = false;
    bool eventPayload = false;
    bool eventHeader = false;
    QString contextParam; ///< the endpoint parameter that takes this member's value; empty: none

    /// The name on the wire: locationName if there is one, else the member's own.
    QString wireName() const { return locationName.isEmpty() ? name : locationName; }
};

/// A type of the service model, as botocore publishes it.
struct Shape
{
    enum class Type { Structure, List, Map, String, Integer, Long, Float, Double, Boolean, Blob, Timestamp };

    QString name;
    Type type = Type::Structure;

    std::vector<Member> members; ///< of a structure, by name: the order on the wire is free in every protocol
    QStringList required;
    QString payload; ///< the member that is the body (REST protocols); empty: none
    Member element; ///< of a list
    Member key; ///< of a map
    Member value; ///< of a map

    QString locationName; ///< root element (rest-xml)
    std::optional<XmlNamespace> xmlNamespace;
    TimestampFormat timestampFormat = TimestampFormat::Default;
    std::optional<double> minimum; ///< length of a string (characters), blob (bytes), list or map; value of a number
    std::optional<double> maximum;
    QString pattern;
    QStringList enumeration;
    bool flattened = false;
    bool sensitive = false;
    bool streaming = false;
    bool isUnion = false;
    bool isDocument = false;
    bool isEventStream = false;

    // Of a structure that is an error:
    bool isException = false;
    QString errorCode; ///< the code on the wire where it differs from the shape's name
    int httpStatus = 0;
    bool isRetryable = false;
    bool isThrottling = false;
    bool isSenderFault = false;

    /// \return nullptr when the structure has no such member; case matters
    const Member *member(const QString &memberName) const;
};

} // namespace sm::aws
