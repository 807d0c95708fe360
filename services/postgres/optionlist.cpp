// SPDX-License-Identifier: GPL-3.0-or-later
#include "optionlist.h"

#include <libpq-fe.h>

#include <cstring>

namespace sm::postgres {

namespace {

bool isSecret(const PQconninfoOption &option) { return option.dispchar && option.dispchar[0] == '*'; }

} // namespace

OptionList::OptionList(PQconninfoOption *options)
    : m_valid(options != nullptr)
{
    for (PQconninfoOption *each = options; each && each->keyword; ++each) {
        if (!each->val || !*each->val)
            continue;
        const QString name = QString::fromLatin1(each->keyword);
        if (!isSecret(*each)) {
            m_values.insert(name, QString::fromUtf8(each->val));
            continue;
        }
        m_secrets.insert(name, Secret(QByteArrayView(each->val)));
        ::explicit_bzero(each->val, std::strlen(each->val));
    }
    PQconninfoFree(options);
}

OptionList OptionList::parse(const QString &url)
{
    QByteArray utf8 = url.toUtf8();
    char *complaint = nullptr; // may quote the address with its password
    OptionList parsed(PQconninfoParse(utf8.constData(), &complaint));
    if (complaint)
        ::explicit_bzero(complaint, std::strlen(complaint));
    PQfreemem(complaint);
    ::explicit_bzero(utf8.data(), static_cast<size_t>(utf8.size()));
    return parsed;
}

OptionList OptionList::defaults() { return OptionList(PQconndefaults()); }

void OptionList::override(const OptionList &other)
{
    m_values.insert(other.m_values);
    m_secrets.insert(other.m_secrets);
}

} // namespace sm::postgres
