class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
  def convolved(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    r: List[Tensor],
    k: int,
    live: bool) -> Tensor:
    x = torch.conv2d(x, w[3 * k], None, [1, 1], [1, 1])
    x = torch.batch_norm(x, w[3 * k + 1], w[3 * k + 2], r[2 * k], r[2 * k + 1], live, 0.1, 1e-05, False)
    return torch.relu(x)
  def sized(self: __torch__.Kernel,
    x: Tensor,
    rows: int,
    columns: int) -> Tensor:
    y = x
    if torch.size(x, 2) != rows or torch.size(x, 3) != columns:
      y = torch.upsample_bilinear2d(x, [rows, columns], False)
    return y
  def forward(self: __torch__.Kernel,
    settings: Tensor,
    maps: List[Tensor],
    w: List[Tensor],
    r: List[Tensor]) -> List[Tensor]:
    rows = int(settings[0])
    columns = int(settings[1])
    live = bool(settings[2])
    levels = int(settings[3])
    joined = torch.len(maps) - 1
    x = maps[joined]
    stride = 1
    for i in range(levels - 1):
      stride = stride * 2
    k = 0
    for i in range(levels):
      height = torch.floordiv(rows + stride - 1, stride)
      breadth = torch.floordiv(columns + stride - 1, stride)
      x = (self).sized(x, height, breadth)
      if i < joined:
        x = torch.cat([x, (self).sized(maps[joined - 1 - i], height, breadth)], 1)
        x = (self).convolved(x, w, r, k, live)
        k = k + 1
      x = (self).convolved(x, w, r, k, live)
      k = k + 1
      stride = torch.floordiv(stride, 2)
    return [torch.conv2d(x, w[3 * k], w[3 * k + 1])]
