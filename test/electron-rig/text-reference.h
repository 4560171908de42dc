// Force-included before better-sqlite3's sources when they are compiled for Node-API 8. A reference may hold any
// value from Node-API 10 on; before, only objects and functions, and a reference to a string comes out empty and
// crashes. This one holds the text instead and makes the string anew each time: slower, and right.
#pragma once
#include <napi.h>
#include <string>

namespace Napi {

template <>
class Reference<String> {
 public:
  static Reference<String> New(const String& value, uint32_t = 0) {
    Reference<String> reference;
    reference.Reset(value);
    return reference;
  }

  Reference() = default;
  Reference(Reference<String>&&) = default;
  Reference<String>& operator=(Reference<String>&&) = default;
  Reference(const Reference<String>&) = delete;
  Reference<String>& operator=(const Reference<String>&) = delete;

  bool IsEmpty() const { return _env == nullptr; }
  Napi::Env Env() const { return Napi::Env(_env); }
  String Value() const { return IsEmpty() ? String() : String::New(_env, _text); }
  void Reset() {
    _env = nullptr;
    _text.clear();
  }
  void Reset(const String& value, uint32_t = 0) {
    _env = value.Env();
    _text = value.Utf16Value();
  }
  void SuppressDestruct() {}

 private:
  napi_env _env = nullptr;
  std::u16string _text;
};

}  // namespace Napi
