// SPDX-License-Identifier: GPL-3.0-or-later
#include "validator.h"

#include "wire.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::aws::validate", text); }

QString numberText(double number) { return QString::number(number, 'g', 15); }

/// Unicode characters, as the models count; a QString counts UTF-16 units.
qsizetype characters(const QString &text)
{
    return text.size() - std::count_if(text.begin(), text.end(), [](QChar unit) { return unit.isLowSurrogate(); });
}

bool isNonFinite(const QString &text) { return text == "NaN"_L1 || text == "Infinity"_L1 || text == "-Infinity"_L1; }

bool isWhole(const QJsonValue &value)
{
    const double number = value.toDouble();
    return value.isDouble() && std::floor(number) == number && std::abs(number) < 9.3e18;
}

bool fits(Shape::Type type, const QJsonValue &value)
{
    switch (type) {
    case Shape::Type::Structure:
    case Shape::Type::Map:
        return value.isObject();
    case Shape::Type::List:
        return value.isArray();
    case Shape::Type::String:
    case Shape::Type::Blob:
        return value.isString();
    case Shape::Type::Integer:
    case Shape::Type::Long:
        return isWhole(value);
    case Shape::Type::Float:
    case Shape::Type::Double:
        return value.isDouble() || isNonFinite(value.toString());
    case Shape::Type::Boolean:
        return value.isBool();
    case Shape::Type::Timestamp:
        return (value.isDouble() || value.isString()) && timestampFromJson(value).has_value();
    }
    return false;
}

QString expectation(Shape::Type type)
{
    switch (type) {
    case Shape::Type::Structure:
        return tr("an object with members belongs here");
    case Shape::Type::Map:
        return tr("an object with keys and values belongs here");
    case Shape::Type::List:
        return tr("a list belongs here");
    case Shape::Type::String:
        return tr("a text belongs here");
    case Shape::Type::Blob:
        return tr("a text in base64 belongs here");
    case Shape::Type::Integer:
    case Shape::Type::Long:
        return tr("a whole number belongs here");
    case Shape::Type::Float:
    case Shape::Type::Double:
        return tr("a number belongs here");
    case Shape::Type::Boolean:
        return tr("true or false belongs here");
    case Shape::Type::Timestamp:
        return tr("a date and time such as 2026-01-31T08:00:00Z belongs here");
    }
    return {};
}

} // namespace

/// One step down the path, undone at the end of its scope.
class Validator::Step
{
public:
    Step(Validator &validator, const QString &name)
        : m_validator(validator)
        , m_length(validator.m_path.size())
        , m_wasSecret(validator.m_isSecret)
    {
        const bool needsDot = m_length > 0 && !name.startsWith(u'[');
        validator.m_path += needsDot ? u'.' + name : name;
    }
    ~Step()
    {
        m_validator.m_path.truncate(m_length);
        m_validator.m_isSecret = m_wasSecret;
    }
    Q_DISABLE_COPY_MOVE(Step)

private:
    Validator &m_validator;
    qsizetype m_length;
    bool m_wasSecret;
};

void Validator::report(const QString &problem)
{
    m_problems.append(m_path.isEmpty() ? problem : m_path + u": "_s + problem);
}

void Validator::check(const Member &member, const QJsonValue &value)
{
    const Shape &shape = *member.shape;
    m_isSecret = m_isSecret || shape.sensitive;
    if (shape.isDocument || member.jsonValue)
        return;
    if (!fits(shape.type, value))
        return report(expectation(shape.type));
    if (shape.type == Shape::Type::Structure)
        checkStructure(shape, value.toObject());
    else if (shape.type == Shape::Type::List)
        checkList(shape, value.toArray());
    else if (shape.type == Shape::Type::Map)
        checkMap(shape, value.toObject());
    else
        checkScalar(member, value);
}

void Validator::checkStructure(const Shape &shape, const QJsonObject &value)
{
    for (const QString &name : shape.required) {
        const Member *member = shape.member(name);
        const bool isFilledIn = member && member->idempotencyToken;
        if (isPresent(value.value(name)) || isFilledIn)
            continue;
        const Step step(*this, name);
        report(tr("missing"));
    }
    checkUnknown(shape, value);
    if (shape.isUnion)
        checkUnion(shape, value);
    for (const Member &member : shape.members) {
        const QJsonValue part = value.value(member.name);
        if (!isPresent(part))
            continue;
        const Step step(*this, member.name);
        check(member, part);
    }
}

void Validator::checkUnion(const Shape &shape, const QJsonObject &value)
{
    const auto set = std::count_if(value.begin(), value.end(), isPresent);
    if (set == 1)
        return;
    QStringList names;
    for (const Member &member : shape.members)
        names.append(member.name);
    report(tr("exactly one of these belongs here: %1").arg(names.join(u", "_s)));
}

void Validator::checkUnknown(const Shape &shape, const QJsonObject &value)
{
    for (auto it = value.begin(); it != value.end(); ++it) {
        if (shape.member(it.key()))
            continue;
        const auto similar = std::find_if(shape.members.begin(), shape.members.end(),
            [&it](const Member &member) { return member.name.compare(it.key(), Qt::CaseInsensitive) == 0; });
        const Step step(*this, it.key().left(80));
        report(similar == shape.members.end() ? tr("no such member")
                                              : tr("no such member, did you mean %1?").arg(similar->name));
    }
}

void Validator::checkList(const Shape &shape, const QJsonArray &values)
{
    checkLength(shape, values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QJsonValue value = values.at(i);
        const Step step(*this, u"[%1]"_s.arg(i));
        if (isPresent(value)) // what null means in a list is the service's affair
            check(shape.element, value);
    }
}

void Validator::checkMap(const Shape &shape, const QJsonObject &values)
{
    checkLength(shape, values.size());
    for (auto it = values.begin(); it != values.end(); ++it) {
        const bool isSecret = m_isSecret || shape.key.shape->sensitive;
        const Step step(*this, isSecret ? u"[…]"_s : u"[\"%1\"]"_s.arg(it.key().left(80)));
        check(shape.key, it.key());
        if (isPresent(it.value()))
            check(shape.value, it.value());
    }
}

void Validator::checkScalar(const Member &member, const QJsonValue &value)
{
    const Shape &shape = *member.shape;
    if (shape.type == Shape::Type::String)
        checkLength(shape, characters(value.toString()));
    else if (shape.type == Shape::Type::Blob)
        checkBlob(shape, value.toString());
    else if (value.isDouble() && shape.type != Shape::Type::Timestamp)
        checkNumber(shape, value);
}

void Validator::checkBlob(const Shape &shape, const QString &base64)
{
    const auto decoded = QByteArray::fromBase64Encoding(base64.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        report(expectation(Shape::Type::Blob));
    else
        checkLength(shape, decoded.decoded.size());
}

void Validator::checkNumber(const Shape &shape, const QJsonValue &value)
{
    const double number = value.toDouble();
    const QString found = m_isSecret ? tr("this") : numberText(number);
    if (shape.minimum && number < *shape.minimum)
        report(tr("%1 is too small, the smallest is %2").arg(found, numberText(*shape.minimum)));
    if (shape.maximum && number > *shape.maximum)
        report(tr("%1 is too large, the largest is %2").arg(found, numberText(*shape.maximum)));
}

void Validator::checkLength(const Shape &shape, qsizetype length)
{
    const QString found = m_isSecret ? QString() : tr(" (now %1)").arg(length);
    if (shape.minimum && double(length) < *shape.minimum)
        report(tr("too short, the least is %1%2").arg(numberText(*shape.minimum), found));
    if (shape.maximum && double(length) > *shape.maximum)
        report(tr("too long, the most is %1%2").arg(numberText(*shape.maximum), found));
}

} // namespace sm::aws
