// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameterreader.h"

#include "inputreader.h"
#include "typedvalue.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = Parameter::Type;

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

} // namespace

QStringList parameterTypeWords()
{
    return {u"string"_s, u"text"_s, u"integer"_s, u"number"_s, u"boolean"_s, u"choice"_s, u"list"_s, u"date"_s,
        u"duration"_s, u"secret"_s, u"json"_s};
}

QString parameterTypeWord(Parameter::Type type) { return parameterTypeWords().at(static_cast<int>(type)); }

QList<Parameter> ParameterReader::read(const YamlNode &map)
{
    if (!map.isMap()) {
        m_texts.problems().add(map.place, tr("a map is expected here"));
        return {};
    }
    static const QRegularExpression identifier(QRegularExpression::anchoredPattern(identifierPattern()));
    QList<Parameter> parameters;
    for (qsizetype i = 0; i < map.keys.size(); ++i) {
        const QString &name = map.keys[i];
        if (!identifier.match(name).hasMatch())
            m_texts.problems().add(map.keyPlaces[i],
                tr("“%1” can not be the name of a parameter: letters, digits and _ only").arg(name.left(80)));
        m_texts.setStandpoint({Section::Parameters, static_cast<int>(i), name});
        parameters << parameter(name, map.items[i]);
        parameters.last().place = map.keyPlaces[i];
    }
    return parameters;
}

Parameter ParameterReader::parameter(const QString &name, const YamlNode &node)
{
    const Fields fields(node, m_texts.problems(),
        {u"type"_s, u"title"_s, u"description"_s, u"default"_s, u"required"_s, u"pattern"_s, u"minimum"_s, u"maximum"_s,
            u"choices"_s, u"picker"_s},
        {});
    Parameter parameter;
    parameter.name = name;
    if (!fields.isMap())
        return parameter;
    parameter.type = static_cast<Type>(fields.word(u"type"_s, parameterTypeWords()).value_or(0));
    parameter.title = fields.has(u"title"_s) ? fields.text(u"title"_s) : name;
    parameter.description = fields.text(u"description"_s);
    parameter.isRequired = fields.boolean(u"required"_s).value_or(!fields.has(u"default"_s));
    readLimits(fields, parameter);
    readChoices(fields, parameter);
    allowFor(fields, parameter, u"picker"_s, {Type::String, Type::List});
    if (const YamlNode *given = fields.node(u"picker"_s))
        parameter.picker = picker(*given);
    readDefault(fields, parameter);
    return parameter;
}

void ParameterReader::allowFor(
    const Fields &fields, const Parameter &parameter, const QString &key, const QList<Type> &types)
{
    if (fields.has(key) && !types.contains(parameter.type))
        m_texts.problems().add(fields.node(key)->place,
            tr("a parameter of type %1 has no “%2”").arg(parameterTypeWord(parameter.type), key));
}

void ParameterReader::readLimits(const Fields &fields, Parameter &parameter)
{
    allowFor(fields, parameter, u"pattern"_s, {Type::String, Type::Text, Type::List});
    parameter.pattern = fields.text(u"pattern"_s);
    if (const QRegularExpression pattern(parameter.pattern); !pattern.isValid()) {
        m_texts.problems().add(fields.node(u"pattern"_s)->place,
            tr("this regular expression can not be used: %1").arg(pattern.errorString()));
        parameter.pattern.clear();
    }
    for (const QString &key : {u"minimum"_s, u"maximum"_s})
        allowFor(fields, parameter, key, {Type::Integer, Type::Number});
    parameter.minimum = fields.number(u"minimum"_s);
    parameter.maximum = fields.number(u"maximum"_s);
    if (parameter.minimum && parameter.maximum && *parameter.minimum > *parameter.maximum)
        m_texts.problems().add(fields.node(u"maximum"_s)->place, tr("“maximum” is less than “minimum”"));
}

void ParameterReader::readChoices(const Fields &fields, Parameter &parameter)
{
    allowFor(fields, parameter, u"choices"_s, {Type::Choice, Type::List});
    const QList<YamlNode> items = fields.items(u"choices"_s);
    for (const YamlNode &item : items) {
        if (!checkText(item, m_texts.problems()))
            continue;
        if (parameter.choices.contains(item.text))
            m_texts.problems().add(item.place, tr("“%1” is there twice").arg(item.text));
        parameter.choices << item.text;
    }
    if (fields.has(u"choices"_s) && fields.node(u"choices"_s)->isList() && items.isEmpty())
        m_texts.problems().add(fields.node(u"choices"_s)->place, tr("there is nothing to choose from"));
    if (parameter.type == Type::Choice && !fields.has(u"choices"_s))
        m_texts.problems().add(fields.place(), tr("a parameter of type choice needs “choices”"));
}

void ParameterReader::readDefault(const Fields &fields, Parameter &parameter)
{
    const YamlNode *node = fields.node(u"default"_s);
    if (!node)
        return;
    parameter.defaultValue = jsonOf(*node);
    if (const Result<QJsonValue> typed = typedValue(parameter, parameter.defaultValue); !typed)
        m_texts.problems().add(node->place, tr("the default %1").arg(typed.error().message()));
}

std::optional<Picker> ParameterReader::picker(const YamlNode &node)
{
    const QStringList required{u"uses"_s, u"select"_s};
    const Fields fields(node, m_texts.problems(), required + QStringList{u"with"_s}, required);
    if (!fields.isMap())
        return {};
    Picker picker;
    picker.uses = fields.text(u"uses"_s);
    const std::optional<StepKind> kind = stepKind(picker.uses);
    if (!picker.uses.isEmpty() && (!kind || kind->name != "aws"_L1))
        m_texts.problems().add(
            fields.node(u"uses"_s)->place, tr("a picker uses a read of AWS, such as aws:cognito-idp:ListUserPools"));
    else if (kind)
        picker.with = InputReader(m_texts).read(*kind, fields.node(u"with"_s), node.place);
    picker.select = fields.text(u"select"_s);
    if (const auto expression = jmespath::Expression::parse(picker.select); fields.textNode(u"select"_s) && !expression)
        m_texts.problems().add(fields.node(u"select"_s)->place, expression.error().message());
    return picker;
}

} // namespace sm::runbooks
