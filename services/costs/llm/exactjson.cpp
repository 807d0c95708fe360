// SPDX-License-Identifier: GPL-3.0-or-later
#include "exactjson.h"

#include <core/jsonscanner.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::llmcosts {

namespace {

constexpr int DeepestLevel = 32;

ExactJson read(JsonScanner &json, int level)
{
    ExactJson value;
    if (level > DeepestLevel) {
        json.fail();
        return value;
    }
    switch (json.kind()) {
    case JsonScanner::Kind::Object:
        value.kind = ExactJson::Kind::Object;
        json.enterObject();
        while (json.nextMember()) {
            const QByteArray name = json.name().toByteArray();
            value.members.append({name, read(json, level + 1)});
        }
        break;
    case JsonScanner::Kind::Array:
        value.kind = ExactJson::Kind::Array;
        json.enterArray();
        while (json.nextElement())
            value.elements.append(read(json, level + 1));
        break;
    case JsonScanner::Kind::Scalar:
        value.kind = ExactJson::Kind::Scalar;
        value.scalar = json.scalar().toByteArray();
        break;
    case JsonScanner::Kind::Null:
        json.skip();
        break;
    }
    return value;
}

} // namespace

const ExactJson &ExactJson::operator[](QByteArrayView name) const
{
    static const ExactJson nothing;
    const auto found
        = std::find_if(members.cbegin(), members.cend(), [name](const auto &member) { return member.first == name; });
    return found == members.cend() ? nothing : found->second;
}

Result<ExactJson> ExactJson::parse(const QByteArray &text)
{
    JsonScanner json(text);
    ExactJson value = read(json, 0);
    if (!json.finish()) {
        return Error(Error::Kind::BadReply,
            QCoreApplication::translate("sm::llmcosts::ExactJson", "This is no JSON, or it is damaged. Try again."));
    }
    return value;
}

} // namespace sm::llmcosts
